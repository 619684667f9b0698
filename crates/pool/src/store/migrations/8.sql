-- The client id of the app by which somebody signs in with the browser; null: by a token alone. No secret.
ALTER TABLE github_switch ADD COLUMN client_id TEXT;
