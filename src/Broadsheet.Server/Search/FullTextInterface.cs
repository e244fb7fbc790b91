using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Broadsheet.Server.Search;

/// <summary>The functions by which FTS5 is extended (<c>fts5_api</c>): a version number, then the address of each.</summary>
internal static class FullTextInterface
{
    private const int Done = 0;
    private const int Row = 100;

    // SQLite compares the name and keeps the address.
    private static readonly IntPtr PointerName = Marshal.StringToCoTaskMemUTF8("fts5_api_ptr");

    /// <summary>That of a connection, which is good as long as the connection.</summary>
    public static IntPtr Of(SqliteConnection connection)
    {
        var place = Marshal.AllocHGlobal(IntPtr.Size);
        try
        {
            Marshal.WriteIntPtr(place, IntPtr.Zero);
            // The writer may just be closing the file.
            _ = raw.sqlite3_busy_timeout(connection.Handle!, 10_000);
            if (raw.sqlite3_prepare_v2(connection.Handle!, "SELECT fts5(?1)", out var statement) == Done)
            {
                using (statement)
                {
                    if (sqlite3_bind_pointer(statement.DangerousGetHandle(), 1, place, PointerName, IntPtr.Zero) == Done && raw.sqlite3_step(statement) == Row)
                        return Marshal.ReadIntPtr(place);
                }
            }

            throw new InvalidOperationException($"SQLite does not give its full-text search: {raw.sqlite3_errmsg(connection.Handle!).utf8_to_string()}");
        }
        finally
        {
            Marshal.FreeHGlobal(place);
        }
    }

#pragma warning disable SYSLIB1054 // generated code would want unsafe blocks in the whole project
    [DllImport("e_sqlite3")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_bind_pointer(IntPtr statement, int place, IntPtr pointer, IntPtr name, IntPtr destroy);
#pragma warning restore SYSLIB1054
}
