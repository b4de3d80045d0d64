// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <set>

#include <yuqian/data/labelled_writer.hpp>

namespace yuqian::data {

/// What a variable is, whatever its values.
struct VariableHead {
  std::string name;
  std::vector<std::string> dims;
  VariableText text;      ///< what the attributes were made of
  std::size_t kind;       ///< of the values: doubles, integers, texts
  Attributes attributes;  ///< of a file's variable
};

/// What a file of H5Writer would hold, in memory.
struct LabelledData {
  struct Variable {
    std::shared_ptr<const VariableHead> head;
    std::vector<std::uint64_t> shape;
    std::variant<std::vector<double>, std::vector<std::int32_t>, std::vector<std::string>> values;
  };
  Attributes attributes;            ///< of the whole
  std::vector<Variable> variables;  ///< scales too, on themselves, in the order of a file
  std::string coordinates;          ///< names of auxiliary labels, apart by blanks
};

/// Heads by name, the last of each: one result after another has the same. Threads may share it.
class VariableHeads {
 public:
  std::shared_ptr<const VariableHead> find(const std::string& name) const;
  void keep(std::shared_ptr<const VariableHead> head);

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const VariableHead>, std::less<>> known_;
};

/// Collects labelled data for programs that want no file.
class MemoryWriter : public LabelledWriter {
 public:
  /// `heads`: those of results before this one, which are taken again where they are the same.
  explicit MemoryWriter(const Header& header, std::shared_ptr<VariableHeads> heads = {});

  void attribute(const std::string& name, const AttributeValue& value) override;
  /// All that was recorded. The writer is empty afterwards.
  LabelledData take();

 private:
  void put(const std::string& name, const std::vector<std::string>& dims,
           const std::vector<std::uint64_t>& shape, const Values& values,
           const VariableText& text) override;
  void put_scale(const Set& set, const std::string& long_name) override;
  void require_new(const std::string& name);

  std::shared_ptr<VariableHeads> heads_;
  LabelledData data_;
  std::set<std::string> names_;
};

}  // namespace yuqian::data
