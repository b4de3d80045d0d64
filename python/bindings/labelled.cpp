// SPDX-License-Identifier: Apache-2.0
#include "python/bindings/labelled.hpp"

#include <pybind11/numpy.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>

namespace py = pybind11;

namespace yuqian::python {
namespace {

using Shape = std::vector<py::ssize_t>;

/// The vector itself becomes the array's memory, where copying it would cost more.
template <class T>
py::array array_of(std::vector<T>&& values, const Shape& shape) {
  constexpr std::size_t cheap_to_copy = 2048;
  if (values.size() < cheap_to_copy) {
    py::array_t<T> made(shape);
    std::copy(values.begin(), values.end(), made.mutable_data());
    return made;
  }
  auto* kept = new std::vector<T>(std::move(values));
  const py::capsule owner(kept, [](void* memory) { delete static_cast<std::vector<T>*>(memory); });
  return py::array_t<T>(shape, kept->data(), owner);
}

py::array array_of(std::vector<std::string>&& texts, const Shape& shape) {
  py::array made(py::dtype("O"), shape);
  auto* cells = static_cast<PyObject**>(made.mutable_data());
  for (const std::string& text : texts) {
    py::object old = py::reinterpret_steal<py::object>(*cells);  // None, or nothing
    *cells++ = py::str(text).release().ptr();
  }
  return made;
}

struct AttributeToPython {
  py::object operator()(const std::string& text) const { return py::str(text); }
  // As readers of the file give them: numbers of numpy, not of Python.
  py::object operator()(double value) const {
    return array_of(std::vector{value}, {}).cast<py::object>()[py::tuple()];
  }
  py::object operator()(std::int32_t value) const {
    return array_of(std::vector{value}, {}).cast<py::object>()[py::tuple()];
  }
  py::object operator()(const std::vector<double>& list) const { return whole(list); }
  py::object operator()(const std::vector<std::int32_t>& list) const { return whole(list); }

 private:
  template <class T>
  static py::object whole(const std::vector<T>& list) {
    const Shape shape{static_cast<py::ssize_t>(list.size())};
    return array_of(std::vector<T>(list), shape);
  }
};

py::dict attributes(const data::Attributes& list) {
  py::dict made;
  for (const auto& [name, value] : list)
    made[py::str(name)] = std::visit(AttributeToPython{}, value);
  return made;
}

std::set<std::string> names_in(const std::string& list) {
  std::istringstream words(list);
  return {std::istream_iterator<std::string>(words), {}};
}

}  // namespace

ToPython::Known& ToPython::known(const std::shared_ptr<const data::VariableHead>& head) {
  Known& k = known_[head->name];
  if (k.head == head) return k;
  py::tuple dims(head->dims.size());
  for (std::size_t d = 0; d < head->dims.size(); ++d) dims[d] = py::str(head->dims[d]);
  k = Known{head, py::make_tuple(head->name, dims, attributes(head->attributes)), {}, {}};
  return k;
}

py::object ToPython::values(data::LabelledData::Variable& v, bool label) {
  const Shape shape(v.shape.begin(), v.shape.end());
  auto* texts = std::get_if<std::vector<std::string>>(&v.values);
  if (!texts || !label)
    return std::visit([&](auto& list) -> py::object { return array_of(std::move(list), shape); },
                      v.values);
  Known& k = known(v.head);
  if (!k.labels || k.texts != *texts) {
    k.texts = *texts;
    const py::object made = array_of(std::move(*texts), shape);
    made.attr("setflags")(py::arg("write") = false);  // later results have it too
    return k.labels = made;
  }
  return k.labels;
}

py::tuple ToPython::operator()(data::LabelledData&& data) {
  const std::set<std::string> auxiliary = names_in(data.coordinates);
  py::list variables(data.variables.size());
  for (std::size_t k = 0; k < data.variables.size(); ++k) {
    data::LabelledData::Variable& v = data.variables[k];
    const data::VariableHead& head = *v.head;
    const bool label =
        (head.dims.size() == 1 && head.dims[0] == head.name) || auxiliary.contains(head.name);
    const py::object array = values(v, label);
    variables[k] = py::make_tuple(known(v.head).made, array);
  }
  py::set names;
  for (const std::string& name : auxiliary) names.add(py::str(name));
  return py::make_tuple(attributes(data.attributes), variables, names);
}

}  // namespace yuqian::python
