# SPDX-License-Identifier: Apache-2.0
# cmake --install: bin/yuqian, include/yuqian/<folder>/..., lib, share/yuqian/<data folders>,
# lib/cmake/yuqian, so that find_package(yuqian) gives yuqian::data, yuqian::solvers, yuqian::model,
# yuqian::calibration and yuqian::results; documents; the Python package.
include(CMakePackageConfigHelpers)

get_property(libraries GLOBAL PROPERTY YUQIAN_LIBRARIES)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/yuqian)
set(YUQIAN_DATA_DIR ${CMAKE_INSTALL_DATADIR}/yuqian)

foreach(name IN LISTS libraries)
  install(TARGETS yuqian_${name} EXPORT yuqianTargets)
endforeach()
foreach(folder data solvers model calibration)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/${folder} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/yuqian
          FILES_MATCHING PATTERN "*.hpp" PATTERN "detail" EXCLUDE)
endforeach()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/apps/results
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/yuqian/apps FILES_MATCHING PATTERN "*.hpp")
if(TARGET yuqian)
  install(TARGETS yuqian)
  install(PROGRAMS ${PROJECT_SOURCE_DIR}/apps/slurm/yuqian-array TYPE BIN)
endif()

# The installed share/yuqian looks like data/ of the source tree.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/data/ DESTINATION ${YUQIAN_DATA_DIR}
        FILES_MATCHING PATTERN "*.h5" PATTERN "*.toml" PATTERN "*.csv" PATTERN "*.md" PATTERN "*.json")
install(DIRECTORY ${PROJECT_SOURCE_DIR}/python/yuqian/report DESTINATION ${YUQIAN_DATA_DIR}
        PATTERN "__pycache__" EXCLUDE)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(EXPORT yuqianTargets NAMESPACE yuqian:: DESTINATION ${package_dir})
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/yuqianConfig.cmake.in
  ${PROJECT_BINARY_DIR}/yuqianConfig.cmake INSTALL_DESTINATION ${package_dir}
  PATH_VARS YUQIAN_DATA_DIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/yuqianConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/yuqianConfig.cmake
              ${PROJECT_BINARY_DIR}/yuqianConfigVersion.cmake
              ${PROJECT_SOURCE_DIR}/cmake/YuqianDependencies.cmake
        DESTINATION ${package_dir})

# Documents: what headers and messages cite.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/notebooks/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/notebooks
        FILES_MATCHING PATTERN "*.ipynb" PATTERN "*.md")
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md
        ${PROJECT_SOURCE_DIR}/CITATION.cff DESTINATION ${CMAKE_INSTALL_DOCDIR})

# cpack -G DEB makes a package of all of it. What reports need (scripts/lib.sh) is recommended, and
# so is what the Python package needs.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME yuqian)
set(CPACK_PACKAGE_CONTACT "The Yuqian contributors")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS
    "python3, python3-h5py, python3-docx, python3-xlsxwriter, python3-matplotlib, python3-fonttools, fonts-noto-cjk, node-d3-selection, node-d3-scale, node-d3-axis, python3-numpy, python3-xarray, python3-h5netcdf, python3-tomli-w")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS
    "g++, cmake, libeigen3-dev, libfmt-dev, libhdf5-dev, coinor-libipopt-dev, libtomlplusplus-dev, nlohmann-json3-dev")
include(CPack)
