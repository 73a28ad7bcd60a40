"""Files in and out: adding reports, downloads."""
