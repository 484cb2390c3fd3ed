"""The 一次性告知单: all that a person has to bring, told once.

`compose` gathers it as data, `sheet` puts it into words, and each format is a module with `render(sheet) -> bytes`.
"""
