"""What the standalone program begins with."""

import multiprocessing
import sys

from guidelint.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # on Windows a second process begins here
    if sys.argv[1:3] == ["-I", "-c"]:  # started as a Python, to read foreign bytes in a process of their own
        from guidelint.exchange.confined import BEGIN, serve

        if sys.argv[3:4] != [BEGIN]:
            sys.exit(2)
        serve(*sys.argv[4:6])
    else:
        main()
