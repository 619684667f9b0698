-- Folders whose new and changed files are imported by themselves.
CREATE TABLE watched_folders (
    path ANY PRIMARY KEY NOT NULL, -- text, or the system's own bytes where a path is no text
    looked TEXT -- when it was last gone through; null: not yet
) STRICT;
