"""Is the input well-formed? Rules of casework live in services. Split by page."""
