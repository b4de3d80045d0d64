// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include <yuqian/model/govern/structures.hpp>
#include <yuqian/model/regional/batch/journal.hpp>

namespace yuqian::apps::govern {

/// Structures that are solved stay in a journal beside the result file, so that a run that was
/// stopped goes on. It is the journal of batches with one equilibrium per case.
class StructureJournal {
 public:
  using StructureOutcome = yuqian::govern::StructureOutcome;

  StructureJournal(const std::string& path, const std::string& fingerprint, std::size_t instruments,
                   std::size_t each, std::size_t trades);
  std::size_t size() const { return known_.size(); }
  /// Null where it is not known.
  const StructureOutcome* find(std::size_t trade, std::size_t position) const;
  void add(std::size_t trade, std::size_t position, const StructureOutcome& o);

 private:
  model::BatchJournal journal_;
  std::size_t each_;
  std::map<std::size_t, StructureOutcome> known_;
};

}  // namespace yuqian::apps::govern
