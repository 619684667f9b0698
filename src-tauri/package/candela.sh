#!/bin/sh
# The command is in the same program as the window, since they share nearly all of their code.
exec candela-desktop command "$@"
