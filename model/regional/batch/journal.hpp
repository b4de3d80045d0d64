// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/batch/cases.hpp>

#include <map>
#include <mutex>

namespace yuqian::model {

/// What a journal may hold: lines of these cases, and no others.
struct JournalFrame {
  /// As a number of values: as many as the line says, and its reader tells whether they fit.
  static constexpr std::size_t any = static_cast<std::size_t>(-1);

  std::string fingerprint;          ///< of what is solved
  std::vector<std::size_t> values;  ///< by case of the plan: how many indicators it has
};

/// The frame of a plan whose benchmarks have so many areas, by group.
JournalFrame journal_frame(std::string fingerprint, const BatchPlan&, const BatchCases&,
                           const std::vector<std::size_t>& areas);

/// Results of a batch as they come, one line per case, so that a killed run loses no more than the
/// cases in flight. Every line bears a checksum; one that was cut off or damaged counts as not
/// written, and its case is solved again. The first line bears the fingerprint of what is solved:
/// another plan or another dataset does not go on in an old journal.
class BatchJournal {
 public:
  /// Opens or makes the file, drops what was cut off and reads what is there. Throws
  /// data::InputError where the file belongs to another batch, is not a plain file, or has a sound
  /// line that does not belong to the frame: a case beyond the plan, a wrong number of values, two
  /// results for one case.
  BatchJournal(std::string path, const JournalFrame&);
  ~BatchJournal();
  BatchJournal(const BatchJournal&) = delete;
  BatchJournal& operator=(const BatchJournal&) = delete;

  /// By position of the case.
  const std::map<std::size_t, BatchResult>& done() const { return done_; }
  /// May be called from any thread. Throws data::OutputError where the disk is full; what was there
  /// before is kept.
  void append(std::size_t position, const BatchResult&);
  void flush_to_disk();  ///< what was appended survives a power failure, too

 private:
  std::string path_;
  int file_ = -1;
  std::size_t size_ = 0;  ///< bytes that are known to be whole
  std::mutex mutex_;
  std::map<std::size_t, BatchResult> done_;
};

/// Adds a journal to what is there, without opening it for writing: the part of another machine.
void read_batch_journal(const std::string& path, const JournalFrame&,
                        std::map<std::size_t, BatchResult>& done);

}  // namespace yuqian::model
