// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <map>

#include <yuqian/data/memory_writer.hpp>

namespace yuqian::python {

/// What `record` writes, in memory.
template <class Record>
data::LabelledData recorded(const data::LabelledWriter::Header& header, Record&& record,
                            std::shared_ptr<data::VariableHeads> heads = {}) {
  data::MemoryWriter writer(header, std::move(heads));
  record(writer);
  return writer.take();
}

/// Makes Python's objects of one result after another. What the last one had too is the same
/// object again: heads, and the texts of labels. Under the interpreter's lock.
class ToPython {
 public:
  /// (attributes, [((name, dims, attributes), values)], names of auxiliary labels). Numbers are
  /// numpy arrays of their own, texts are arrays of str.
  pybind11::tuple operator()(data::LabelledData&& data);

 private:
  struct Known {
    std::shared_ptr<const data::VariableHead> head;
    pybind11::tuple made;
    std::vector<std::string> texts;
    pybind11::object labels;  ///< of the texts; not to be written to
  };
  Known& known(const std::shared_ptr<const data::VariableHead>&);
  pybind11::object values(data::LabelledData::Variable&, bool label);

  std::map<std::string, Known, std::less<>> known_;
};

}  // namespace yuqian::python
