"""What the standalone program begins with."""

import multiprocessing

from guidelint.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # on Windows a second process begins here
    main()
