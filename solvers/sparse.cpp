// SPDX-License-Identifier: Apache-2.0
#include <yuqian/solvers/sparse.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <stdexcept>
#include <string>

#include <yuqian/solvers/team.hpp>

namespace yuqian::solvers {

void multiply(const Pattern& p, In values, In x, Out y) {
  std::fill(y.begin(), y.end(), 0.0);
  for (Index j = 0; j < p.size(); ++j)
    for (Index k = p.column_start[j]; k < p.column_start[j + 1]; ++k)
      y[p.row[k]] += values[k] * x[j];
}

void multiply_transpose(const Pattern& p, In values, In x, Out y) {
  share_range(static_cast<std::size_t>(p.size()), 256, [&](std::size_t begin, std::size_t end) {
    for (std::size_t j = begin; j < end; ++j) {
      double sum = 0;
      for (Index k = p.column_start[j]; k < p.column_start[j + 1]; ++k)
        sum += values[k] * x[p.row[k]];
      y[j] = sum;
    }
  });
}

RowGatherer::RowGatherer(const Pattern& p) : pattern_(&p) {
  constexpr Index most = 4, least = 1 << 15;  // stretches; non-zeros of one
  const Index count = std::clamp<Index>(p.non_zeros() / least, 1, most);
  for (Index s = 0; s < count; ++s) {
    const auto wanted = static_cast<Index>(static_cast<long>(p.non_zeros()) * s / count);
    first_column_.push_back(
        static_cast<Index>(std::lower_bound(p.column_start.begin(), p.column_start.end(), wanted) -
                           p.column_start.begin()));
  }
  first_column_.push_back(p.size());
  rows_.resize(static_cast<std::size_t>(count) * static_cast<std::size_t>(p.size()));
}

/// gather(row, column, k) for every non-zero, join(sum or other of two stretches) by row, and last.
template <class Gather, class Join>
void RowGatherer::walk(Gather&& gather, Join&& join) {
  const Pattern& p = *pattern_;
  const auto n = static_cast<std::size_t>(p.size());
  share(static_cast<int>(first_column_.size()) - 1, [&](int s, int) {
    double* rows = rows_.data() + static_cast<std::size_t>(s) * n;
    std::fill_n(rows, n, 0.0);
    for (Index j = first_column_[s]; j < first_column_[s + 1]; ++j)
      for (Index k = p.column_start[j]; k < p.column_start[j + 1]; ++k)
        gather(rows[p.row[k]], j, k);
  });
  share_range(n, 1024, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) join(i);
  });
}

void RowGatherer::multiply(In values, In x, In scale, Out y) {
  walk([&](double& row, Index j, Index k) { row += values[k] * x[j]; },
       [&](std::size_t i) {
         double sum = rows_[i];
         for (std::size_t k = i + y.size(); k < rows_.size(); k += y.size()) sum += rows_[k];
         y[i] = sum * scale[i];
       });
}

void RowGatherer::largest(In values, Out y) {
  walk([&](double& row, Index, Index k) { row = std::max(row, std::abs(values[k])); },
       [&](std::size_t i) {
         y[i] = rows_[i];
         for (std::size_t k = i + y.size(); k < rows_.size(); k += y.size())
           y[i] = std::max(y[i], rows_[k]);
       });
}

void check_pattern(const Pattern& p) {
  const auto fail = [](const std::string& what) {
    throw std::invalid_argument("sparsity pattern: " + what);
  };
  if (p.column_start.empty() || p.column_start.front() != 0) fail("column_start must begin with 0");
  if (p.column_start.back() != p.non_zeros())
    fail("column_start ends with " + std::to_string(p.column_start.back()) + " but there are " +
         std::to_string(p.non_zeros()) + " rows");
  const auto check_column = [&](Index j) {
    if (p.column_start[j + 1] < p.column_start[j])
      fail("column " + std::to_string(j) + " ends before it starts");
    for (Index k = p.column_start[j]; k < p.column_start[j + 1]; ++k) {
      const auto refuse = [&](const char* what) {
        fail("row " + std::to_string(p.row[k]) + " in column " + std::to_string(j) + what);
      };
      if (p.row[k] < 0 || p.row[k] >= p.size()) refuse(" is out of range");
      if (k > p.column_start[j] && p.row[k] <= p.row[k - 1])
        refuse(" is a duplicate or not sorted");
    }
  };
  share_range(static_cast<std::size_t>(p.size()), 256, [&](std::size_t begin, std::size_t end) {
    for (std::size_t j = begin; j < end; ++j) check_column(static_cast<Index>(j));
  });
}

void NewtonMatrix::analyze(const Pattern& jacobian) {
  const Index n = jacobian.size();
  diagonal_.assign(static_cast<std::size_t>(n), -1);
  std::atomic<bool> whole{true};
  share_range(diagonal_.size(), 1024, [&](std::size_t begin, std::size_t end) {
    for (std::size_t j = begin; j < end; ++j) {
      const auto last = jacobian.row.begin() + jacobian.column_start[j + 1];
      const auto found = std::lower_bound(jacobian.row.begin() + jacobian.column_start[j], last,
                                          static_cast<Index>(j));
      if (found != last && *found == static_cast<Index>(j))
        diagonal_[j] = static_cast<Index>(found - jacobian.row.begin());
      else
        whole = false;
    }
  });
  pattern_ = whole ? &jacobian : &own_;
  own_ = {};
  place_ = {};
  if (!whole) insert_diagonal(jacobian);
  values_.assign(pattern_->row.size(), 0.0);
}

void NewtonMatrix::insert_diagonal(const Pattern& jacobian) {
  const Index n = jacobian.size();
  own_.column_start.assign(1, 0);
  own_.row.reserve(jacobian.row.size() + diagonal_.size());
  place_.resize(jacobian.row.size());
  for (Index j = 0; j < n; ++j) {
    bool have_diagonal = false;
    const auto add_diagonal = [&] {
      diagonal_[j] = own_.non_zeros();
      own_.row.push_back(j);
      have_diagonal = true;
    };
    for (Index k = jacobian.column_start[j]; k < jacobian.column_start[j + 1]; ++k) {
      const Index i = jacobian.row[k];
      if (i >= j && !have_diagonal) add_diagonal();
      place_[k] = i == j ? diagonal_[j] : own_.non_zeros();
      if (i != j) own_.row.push_back(i);
    }
    if (!have_diagonal) add_diagonal();
    own_.column_start.push_back(own_.non_zeros());
  }
}

void NewtonMatrix::assemble(In a, In b, In jacobian_values, double shift) {
  if (place_.empty()) {
    share_range(values_.size(), 1 << 14, [&](std::size_t begin, std::size_t end) {
      for (std::size_t k = begin; k < end; ++k)
        values_[k] = b[pattern_->row[k]] * jacobian_values[k];
    });
  } else {
    for (const Index k : diagonal_) values_[k] = 0;
    for (std::size_t k = 0; k < place_.size(); ++k)
      values_[place_[k]] = b[pattern_->row[place_[k]]] * jacobian_values[k];
  }
  for (Index j = 0; j < pattern_->size(); ++j) values_[diagonal_[j]] += a[j] + b[j] * shift;
}

}  // namespace yuqian::solvers
