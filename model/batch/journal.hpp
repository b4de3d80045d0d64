// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/batch/cases.hpp"

#include <map>
#include <mutex>

namespace yuqian::model {

/// Results of a batch as they come, one line a case, so that a killed run loses no more than the
/// cases in flight. Every line bears a checksum; one that was cut off counts as not written. The
/// first line bears the fingerprint of what is solved: another plan or another dataset does not go
/// on in an old journal.
class BatchJournal {
 public:
  /// Opens or makes the file, drops what was cut off and reads what is there. Throws
  /// data::InputError where the file belongs to another batch.
  BatchJournal(std::string path, std::string fingerprint);
  ~BatchJournal();
  BatchJournal(const BatchJournal&) = delete;
  BatchJournal& operator=(const BatchJournal&) = delete;

  /// By position of the case.
  const std::map<std::size_t, BatchResult>& done() const { return done_; }
  /// One write to the file; may be called from any thread.
  void append(std::size_t position, const BatchResult&);
  void flush_to_disk();  ///< what was appended survives a power failure, too

 private:
  std::string path_;
  int file_ = -1;
  std::mutex mutex_;
  std::map<std::size_t, BatchResult> done_;
};

/// Reads a journal without opening it for writing: the part of another machine.
std::map<std::size_t, BatchResult> read_batch_journal(const std::string& path,
                                                      const std::string& fingerprint);

}  // namespace yuqian::model
