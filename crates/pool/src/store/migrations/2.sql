-- What OCR has read of a résumé, as JSON.
ALTER TABLE resumes ADD COLUMN recognition TEXT;
