// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>

#include <yuqian/model/regional/batch/journal.hpp>
#include <yuqian/model/regional/ranges/run.hpp>

namespace yuqian::apps {

/// Nodes whose draws are solved stay in a journal beside the result file, so that draws that were
/// stopped, or killed, go on with the same bits. It is the journal of batches with one node of one
/// scenario per case. Threads may find and add at once.
class RangeJournal {
 public:
  /// Opens or makes the file. `fingerprint`: of everything that is drawn and solved; `figures`: of
  /// one draw. Throws data::InputError where the file belongs to another run or cannot be written.
  RangeJournal(std::string path, const std::string& fingerprint, const uncertainty::Design&,
               std::size_t questions, std::size_t figures);

  const std::string& path() const { return path_; }
  /// Nodes of all questions that are there.
  std::size_t size() const { return known_.size() + added_; }
  /// Null where it is not known.
  const model::NodeFigures* find(std::size_t node, std::size_t question) const;
  /// Where the disk is full nothing more is kept, and the draws go on.
  void add(std::size_t node, std::size_t question, const model::NodeFigures&);
  void remove();  ///< the result is written, and nothing is left to go on with

 private:
  std::string path_;
  std::size_t questions_;
  std::unique_ptr<model::BatchJournal> journal_;
  std::map<std::size_t, model::NodeFigures> known_;
  std::atomic<std::size_t> added_{0};
};

}  // namespace yuqian::apps
