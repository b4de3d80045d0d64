// SPDX-License-Identifier: Apache-2.0
// The extension yuqian._core: the library for Python. What users call is in python/yuqian/.
#include <pybind11/pybind11.h>

#include <yuqian/data/provenance.hpp>
#include "python/bindings/benchmark.hpp"
#include "python/bindings/errors.hpp"
#include "python/bindings/question.hpp"
#include "python/bindings/studies.hpp"

PYBIND11_MODULE(_core, m) {
  m.doc() = "The compiled part of yuqian; use the functions of the package.";
  m.def("version", &yuqian::data::program_version);
  yuqian::python::translate_errors();
  yuqian::python::declare_questions(m);
  yuqian::python::declare_benchmark(m);
  yuqian::python::declare_studies(m);
}
