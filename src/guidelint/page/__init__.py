"""The local page of `guidelint open`: a guide is handed over, looked at, mended, printed as a notice and saved.

`gate` lets only that page in, `desk` does what its buttons ask, `application` is the addresses. The server keeps nothing:
the guide under work is text that the page sends along with every request.
"""
