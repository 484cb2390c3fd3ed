"""guidelint: does a service guide keep its promise at the window?"""

__version__ = "0.1.0"
