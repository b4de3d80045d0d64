// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/batch/journal.hpp>

namespace yuqian::model {

/// The first line of a journal.
std::string journal_header(const std::string& fingerprint);

/// One result as a line with its checksum.
std::string journal_line(std::size_t position, const BatchResult&);

/// Reads the lines of a journal that are sound; returns the length in bytes of all whole lines.
/// Throws data::InputError as BatchJournal does; `path` stands in errors.
std::size_t read_journal_lines(const std::string& path, std::string_view bytes, const JournalFrame&,
                               std::map<std::size_t, BatchResult>& done);

}  // namespace yuqian::model
