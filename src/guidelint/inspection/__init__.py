"""Questions about a workspace that a report leaves open: why a rule did not fire, and where a concept is used."""
