# SPDX-License-Identifier: Apache-2.0
# The libraries that Yuqian stands on, by imported targets only. This one file serves the build and
# the installed package, so that a consumer links what the build linked.
#
#   Eigen3::Eigen  fmt::fmt  hdf5::hdf5  hdf5::hdf5_hl  tomlplusplus::tomlplusplus
#   nlohmann_json::nlohmann_json  Threads::Threads  PkgConfig::IPOPT  yuqian_umfpack, yuqian_openblas (optional)
include(CMakeFindDependencyMacro)

# In the build a missing library is an error here; in the package it is one for find_package(yuqian).
macro(yuqian_needs)
  if(CMAKE_FIND_PACKAGE_NAME STREQUAL "yuqian")
    find_dependency(${ARGV})
  else()
    find_package(${ARGV} REQUIRED)
  endif()
endmacro()

# FindHDF5 looks for the C library with the C compiler; a consumer may have enabled C++ only.
if(NOT CMAKE_C_COMPILER)
  enable_language(C)
endif()

yuqian_needs(Eigen3 3.4 NO_MODULE)
yuqian_needs(fmt 9)
yuqian_needs(HDF5 1.10 COMPONENTS C HL)
yuqian_needs(tomlplusplus)
yuqian_needs(nlohmann_json 3.10)
yuqian_needs(Threads)
yuqian_needs(PkgConfig)

# Ipopt has no CMake package before 3.14 in Debian; pkg-config knows 3.11 and 3.14 alike.
if(NOT TARGET PkgConfig::IPOPT)
  pkg_check_modules(IPOPT REQUIRED IMPORTED_TARGET ipopt)
  if(IPOPT_VERSION VERSION_LESS 3.14)
    # Without it the 3.11 headers do not find size_t and stop with "don't have header file for stddef".
    set_property(TARGET PkgConfig::IPOPT APPEND PROPERTY
      INTERFACE_COMPILE_DEFINITIONS HAVE_CSTDDEF)
  endif()
endif()

# Dense factorisations of input-output tables run on OpenBLAS where it is installed, else on Eigen;
# the reference BLAS is slower than Eigen, so it is not looked for (decision 0021).
if(NOT TARGET yuqian_openblas)
  find_library(OPENBLAS_LIBRARY openblas)
  if(OPENBLAS_LIBRARY)
    add_library(yuqian_openblas INTERFACE IMPORTED)
    target_link_libraries(yuqian_openblas INTERFACE ${OPENBLAS_LIBRARY})
  endif()
endif()

# UMFPACK is GPL: a binary that links it is bound by the GPL, so it is never in the default.
if(YUQIAN_UMFPACK AND NOT TARGET yuqian_umfpack)
  find_path(UMFPACK_INCLUDE_DIR umfpack.h PATH_SUFFIXES suitesparse REQUIRED)
  find_library(UMFPACK_LIBRARY umfpack REQUIRED)
  add_library(yuqian_umfpack INTERFACE IMPORTED)
  target_include_directories(yuqian_umfpack INTERFACE ${UMFPACK_INCLUDE_DIR})
  target_link_libraries(yuqian_umfpack INTERFACE ${UMFPACK_LIBRARY})
endif()
