"""Output formats, one module each. A format gets a report and gives text; it reads no files and never exits."""
