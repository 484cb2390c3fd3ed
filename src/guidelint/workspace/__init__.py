"""A workspace on disk: finding it, its settings and files, git, whole writes, and what is kept between runs."""
