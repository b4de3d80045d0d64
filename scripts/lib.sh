# SPDX-License-Identifier: Apache-2.0
# What scripts/demo and scripts/test share: the packages, the build. Sourced by bash, not run.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/release
jobs=${YUQIAN_JOBS:-$(nproc)}

# Debian's package names; 12 (bookworm) and newer have all of them.
build_packages=(
  g++ cmake ninja-build pkgconf ccache
  libeigen3-dev libfmt-dev libhdf5-dev coinor-libipopt-dev
  libblas-dev liblapack-dev  # ipopt.pc names both, and its package does not pull them in
  libtomlplusplus-dev nlohmann-json3-dev libcli11-dev catch2
)
report_packages=(  # what `yuqian report` needs; a PDF also needs LibreOffice, below
  python3 python3-h5py python3-docx python3-xlsxwriter python3-matplotlib python3-fonttools
  fonts-noto-cjk node-d3-selection node-d3-scale node-d3-axis
)
test_packages=(
  python3 python3-numpy python3-scipy python3-pandas python3-h5py python3-xarray
  python3-netcdf4 python3-h5netcdf python3-matplotlib python3-nbconvert python3-ipykernel
  fonts-noto-cjk python3-fonttools hdf5-tools netcdf-bin
  python3-openpyxl libreoffice-calc-nogui libreoffice-writer-nogui poppler-utils
  chromium chromium-driver python3-selenium  # reports, opened as their readers do
  python3-dev pybind11-dev python3-tomli-w python3-pytest  # the Python package and its tests
  slurmctld slurmd slurm-client munge  # a cluster of one node, for the length of one test
)

say() {
  if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
    printf '\033[1m== %s\033[0m\n' "$*"
  else
    printf '== %s\n' "$*"
  fi
}

stop() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

is_installed() {
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# install_missing PACKAGE...: says what is missing and installs that and nothing else.
install_missing() {
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
    stop "this needs Debian 12 or newer (apt-get); install by hand what CONTRIBUTING.md lists, then use cmake --preset release"
  local missing=() package
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  if [ ${#missing[@]} -eq 0 ]; then
    say "all $# Debian packages are there"
    return
  fi

  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
      stop "missing packages; as root, run: apt-get install --no-install-recommends ${missing[*]}"
    as_root=(sudo)
  fi
  say "installing ${#missing[@]} Debian packages: ${missing[*]}"
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q)
  "${apt[@]}" update
  "${apt[@]}" install --yes --no-install-recommends "${missing[@]}"
}

# build TARGET...: configures once, then builds only what changed.
build() {
  # A copied or moved checkout brings a build folder that names its old place; CMake refuses it.
  if [ -f "$build/CMakeCache.txt" ] &&
    ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$build/CMakeCache.txt"; then
    say "removing ${build#"$root"/}, configured for another place"
    rm -rf "$build"
  fi
  say "building $* in ${build#"$root"/} with $jobs jobs"
  (cd "$root" && cmake --preset release && cmake --build --preset release --parallel "$jobs" --target "$@")
}

# The seconds since the script began, for the closing line.
elapsed() {
  printf '%d min %02d s' $((SECONDS / 60)) $((SECONDS % 60))
}
