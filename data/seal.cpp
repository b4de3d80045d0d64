// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/seal.hpp>

#include <yuqian/data/error.hpp>
#include <yuqian/data/sha256.hpp>

namespace yuqian::data {
namespace {

constexpr std::string_view seal_mark = "\nyuqian-sha256 ";
static_assert(seal_length == seal_mark.size() + 64 + 1);

}  // namespace

std::string seal_of(std::string_view bytes) {
  return std::string(seal_mark) + sha256(bytes) + "\n";
}

std::string_view unsealed(std::string_view bytes, const std::string& path) {
  const std::size_t size = bytes.size() < seal_length ? 0 : bytes.size() - seal_length;
  const std::string_view body = bytes.substr(0, size), seal = bytes.substr(size);
  if (!seal.starts_with(seal_mark))
    throw InputError({{path},
                      "has no digest at its end: it was cut off, changed by another program, or "
                      "written before files had one",
                      {},
                      "write it again with this version"});
  if (seal != seal_of(body))
    throw InputError({{path},
                      "does not hold what its digest says: it was changed or damaged",
                      {},
                      "write or fetch it again"});
  return body;
}

}  // namespace yuqian::data
