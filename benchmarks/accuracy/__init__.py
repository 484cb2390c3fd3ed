"""How often rules, phrases and pairing are right on real, labelled material."""
