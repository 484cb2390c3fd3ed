"""The report as a static site: plain files that open from a disk, without a server or a network.

Needs the extra `report` (Jinja, and Vega-Lite for the charts).
"""
