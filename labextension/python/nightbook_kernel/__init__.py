"""The TypeScript kernel of Nightbook, for a Jupyter that was installed with pip.

The kernel itself is a program for Node; this package puts the lab extension and the kernel's
specification where Jupyter finds them, and starts the kernel.
"""
