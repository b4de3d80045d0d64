# SPDX-License-Identifier: Apache-2.0
# The two functions by which every folder is built.

# Public headers are included as <yuqian/model/kernel/builder.hpp>, here as after installation.
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/include)
file(CREATE_LINK ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/include/yuqian SYMBOLIC)

# Of two arguments one is empty: the header that the target compiles for others, or the library
# whose header it takes. In angle brackets, so that the same text is compiled in every checkout and
# ccache finds it.
function(yuqian_precompile target header from)
  if(NOT YUQIAN_PRECOMPILE)
    return()
  endif()
  if(header)
    target_precompile_headers(${target} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:<${header}$<ANGLE-R>>")
  elseif(from)
    target_precompile_headers(${target} REUSE_FROM ${from})
  endif()
endfunction()

# One folder is one library: every .cpp below the folder, every .hpp beside it.
#
#   yuqian_library(kernel DEPENDS yuqian_data PRIVATE tomlplusplus::tomlplusplus)
#
# DEPENDS are seen by users of the headers, PRIVATE only by the .cpp files, EXCLUDE names files that
# are built elsewhere. A folder that has headers only becomes an INTERFACE library. INTERNAL: not
# installed. A folder below with a CMakeLists.txt of its own is a library of its own; so is one that
# FOLDER names. PRECOMPILES names a header that is compiled once, for this library and all whose
# PRECOMPILED names it (the name of this library). UNITY: YUQIAN_UNITY compiles its sources eight at
# a time; names in their anonymous namespaces differ, then. Not where single sources are heavy by
# themselves, nor where what is computed must not hang on what a compiler sees together.
function(yuqian_library name)
  cmake_parse_arguments(ARG "INTERNAL;UNITY" "FOLDER;PRECOMPILES;PRECOMPILED" "DEPENDS;PRIVATE;EXCLUDE" ${ARGN})
  set(target yuqian_${name})
  set(here ${CMAKE_CURRENT_SOURCE_DIR})
  if(ARG_FOLDER)
    string(APPEND here /${ARG_FOLDER})
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${here}/*.cpp)
  foreach(file IN LISTS ARG_EXCLUDE)
    list(REMOVE_ITEM sources ${here}/${file})
  endforeach()

  file(GLOB_RECURSE own CONFIGURE_DEPENDS ${here}/*/CMakeLists.txt)
  foreach(file IN LISTS own)
    get_filename_component(folder ${file} DIRECTORY)
    list(FILTER sources EXCLUDE REGEX "^${folder}/")
  endforeach()

  if(sources)
    add_library(${target} ${sources})
    target_link_libraries(${target} PUBLIC ${ARG_DEPENDS}
      PRIVATE ${ARG_PRIVATE} $<BUILD_INTERFACE:yuqian_warnings>)
    yuqian_precompile(${target} "${ARG_PRECOMPILES}" "${ARG_PRECOMPILED}")
    if(YUQIAN_UNITY AND ARG_UNITY)
      set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
    endif()
    set(visibility PUBLIC)
  else()
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE ${ARG_DEPENDS})
    set(visibility INTERFACE)
  endif()
  target_include_directories(${target} ${visibility}
    $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_compile_features(${target} ${visibility} cxx_std_20)
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  add_library(yuqian::${name} ALIAS ${target})
  if(NOT ARG_INTERNAL)
    set_property(GLOBAL APPEND PROPERTY YUQIAN_LIBRARIES ${name})
  endif()
endfunction()

# tests/<folder>/*.cpp become one Catch2 program, test_<folder>, one ctest entry for every case;
# tests/<folder>/test_*.py one ctest entry each. A folder without tests is skipped.
#
# PRECOMPILES names a header that most of its sources include. OPTIMISE compiles the tests like the libraries (for timings) and keeps the machine to itself
# while one of them runs; the others are compiled at -O1.
function(yuqian_tests name)
  cmake_parse_arguments(ARG "OPTIMISE" "PRECOMPILES" "DEPENDS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  if(sources)
    set(target test_${name})
    add_executable(${target} ${sources} $<TARGET_OBJECTS:yuqian_catch_main>)
    target_link_libraries(${target} PRIVATE ${ARG_DEPENDS} yuqian_catch yuqian_warnings)
    yuqian_precompile(${target} "${ARG_PRECOMPILES}" "")
    set(properties TIMEOUT 7200)  # ends what hangs; no test is about time
    if(ARG_OPTIMISE)
      list(APPEND properties RUN_SERIAL ON)
    else()
      target_compile_options(${target} PRIVATE $<$<CONFIG:Release,RelWithDebInfo>:-O1>)
    endif()
    # A name that Catch2 does not find again must not pass; version 3 sees to that by itself, and
    # takes the second warning: a case that asserts nothing. Version 2 takes only one.
    if(Catch2_VERSION_MAJOR LESS 3)
      set(strict EXTRA_ARGS --warn NoTests)
    else()
      set(strict EXTRA_ARGS --warn NoAssertions)
    endif()
    catch_discover_tests(${target} TEST_PREFIX "${name}/" ${strict} PROPERTIES ${properties})
  endif()

  file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/test_*.py)
  foreach(script IN LISTS scripts)
    get_filename_component(stem ${script} NAME_WE)
    add_test(NAME "${name}/${stem}" COMMAND ${YUQIAN_PYTHON} ${script})
    # A test that needs what a machine may not have says SKIPPED: and why; that is not a pass.
    # They take longest: begun first, so that no core waits at the end.
    set_tests_properties("${name}/${stem}" PROPERTIES TIMEOUT 7200 COST 100 SKIP_REGULAR_EXPRESSION "SKIPPED: "
      ENVIRONMENT "${YUQIAN_TEST_ENVIRONMENT}")
  endforeach()
endfunction()
