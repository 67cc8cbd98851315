#!/usr/bin/env bash
# Makes wqy-microhei-gbk.ttf: the characters of GBK, without hinting, from Debian's fonts-wqy-microhei.
# Needs fonttools (`pip install fonttools` in an environment of its own) and apt; run it in this folder.
set -euo pipefail
here=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
apt-get download fonts-wqy-microhei
dpkg -x fonts-wqy-microhei_*.deb .
python3 - >unicodes <<'EOF'
signs = set(range(0x20, 0x7F)) | set(range(0xA0, 0x100)) | {0x2022}  # the sign of masked values
for high in range(0x81, 0xFF):
    for low in (*range(0x40, 0x7F), *range(0x80, 0xFF)):
        try:
            signs.add(ord(bytes((high, low)).decode("gbk")))
        except UnicodeDecodeError:
            continue
print(",".join(f"{sign:04X}" for sign in sorted(signs)))
EOF
pyftsubset usr/share/fonts/truetype/wqy/wqy-microhei.ttc --font-number=0 --unicodes-file=unicodes \
  --no-hinting --desubroutinize --layout-features='' --drop-tables+=GSUB,GPOS,GDEF --name-IDs='*' \
  --output-file="$here/wqy-microhei-gbk.ttf"
