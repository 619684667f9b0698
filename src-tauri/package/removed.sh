#!/bin/sh
# Said once Candela is taken away: what people gathered with it is theirs, and no package takes it.
set -e
case "$1" in
  remove | 0) ;;
  *) exit 0 ;;
esac
echo "Candela is removed. Pools of candidates stay where they are:"
getent passwd | cut -d: -f6 | sort -u | while read -r home; do
  for pool in "$home"/.local/share/candela/pool; do
    if [ -e "$pool/pool.sqlite" ]; then echo "  $pool"; fi
  done
done
echo "  and wherever CANDELA_POOL or --pool named another place."
echo "To be rid of one, delete its folder; what the window remembers lies in ~/.local/share/dev.candela.desktop."
