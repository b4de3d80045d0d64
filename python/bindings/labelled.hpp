// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <yuqian/data/memory_writer.hpp>

namespace yuqian::python {

/// (attributes, [(name, dims, values, attributes)], names of auxiliary labels). Numbers are numpy
/// arrays that own the library's memory, texts are arrays of str.
pybind11::tuple to_python(data::LabelledData&& data);

/// What `record` writes, in memory.
template <class Record>
data::LabelledData recorded(const data::LabelledWriter::Header& header, Record&& record) {
  data::MemoryWriter writer(header);
  record(writer);
  return writer.take();
}

}  // namespace yuqian::python
