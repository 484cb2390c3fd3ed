"""Does the guide keep its promise? A guide and a window record compared as sets of bundles of documents.

The guide is sound where every bundle that satisfies it satisfies the window; where it is not, the comparison
gives the smallest bundle that satisfies the guide and that the window refuses.
"""
