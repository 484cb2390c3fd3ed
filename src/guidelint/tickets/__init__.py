"""Tickets: intake, course, import, statistics and patrols. A ticket's file is only ever edited, never rewritten."""
