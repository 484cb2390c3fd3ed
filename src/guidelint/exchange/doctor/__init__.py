"""`guidelint doctor`: what ails an installation or a workspace, and what mends it. Looks only; changes nothing."""
