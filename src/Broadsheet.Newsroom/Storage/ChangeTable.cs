using Microsoft.Data.Sqlite;

namespace Broadsheet.Storage;

/// <summary>
/// What changed of that which an edition is made of, whoever changed it: the store notes it by itself. So a process that remembers the edition
/// before reads what is new, and not all there is.
/// </summary>
public sealed class ChangeTable : Table
{
    /// <summary>Stands for all stories that were merged into others, or no longer are.</summary>
    public const string Aliases = "aliases";

    internal ChangeTable(SqliteConnection connection)
        : base(connection)
    {
    }

    /// <summary>Number of the last change; each that follows has a higher one. 0 while nothing was ever noted.</summary>
    public long Last() => Long("SELECT IFNULL(MAX(number), 0) FROM changes");

    /// <summary>What changed after a change: ids of articles that were written or placed, ids of stories that got another lead, and <see cref="Aliases"/>.</summary>
    /// <param name="number">Number of that change.</param>
    public IReadOnlyList<string> Since(long number) => All("SELECT subject FROM changes WHERE number > $1 ORDER BY number", row => row.GetString(0), number);
}
