// Replaced by this room's own files.
