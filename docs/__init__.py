"""The documentation, and what makes its outputs and pictures."""
