using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Server.Search;

/// <summary>
/// Where the words of a text begin and end, as the index counts them. Which characters belong to words is asked of SQLite itself: it knows
/// another Unicode than .NET, and a single word more or less would move all marks behind it.
/// </summary>
internal sealed class IndexedLetters
{
    private const int Done = 0;
    private const int Characters = 0x110000;
    private const int Piece = 0x1000;

    private static readonly Lazy<IndexedLetters> Learned = new(() => new IndexedLetters());

    private readonly BitArray letters = new(Characters);

    private IndexedLetters()
    {
        using var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        connection.Open();
        var api = FullTextInterface.Of(connection);
        var find = Marshal.GetDelegateForFunctionPointer<FindTokenizer>(Marshal.ReadIntPtr(api, 2 * IntPtr.Size));
        if (find(api, "unicode61", out var data, out var functions) != Done || Marshal.GetDelegateForFunctionPointer<Create>(functions.Create)(data, IntPtr.Zero, 0, out var tokenizer) != Done)
            throw new InvalidOperationException("SQLite does not give what parts texts into words.");
        var tokenize = Marshal.GetDelegateForFunctionPointer<Tokenize>(functions.Tokenize);
        for (var first = 1; first < Characters; first += Piece)
            Learn(tokenize, tokenizer, first);
        Marshal.GetDelegateForFunctionPointer<Delete>(functions.Delete)(tokenizer);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int FindTokenizer(IntPtr api, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, out IntPtr data, out Functions functions);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Create(IntPtr data, IntPtr arguments, int count, out IntPtr tokenizer);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Delete(IntPtr tokenizer);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Tokenize(IntPtr tokenizer, IntPtr context, int flags, byte[] text, int length, Found found);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Found(IntPtr context, int flags, IntPtr token, int length, int start, int end);

    /// <summary>The one of this program; learned in a moment when it is first asked for.</summary>
    public static IndexedLetters All => Learned.Value;

    /// <summary>Begin and end of each word of a text.</summary>
    public void Find(string text, List<(int Begin, int End)> words)
    {
        words.Clear();
        var begin = -1;
        for (var i = 0; i < text.Length;)
        {
            var length = 1;
            int character = text[i];
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                (character, length) = (char.ConvertToUtf32(text[i], text[i + 1]), 2);
            if (begin < 0 ? letters[character] : letters[character] || IsAccent(character))
            {
                if (begin < 0)
                    begin = i;
            }
            else if (begin >= 0)
            {
                words.Add((begin, i));
                begin = -1;
            }

            i += length;
        }

        if (begin >= 0)
            words.Add((begin, text.Length));
    }

    // What FTS5 takes for an accent on the letter before it, which is less than Unicode does ("sqlite3Fts5UnicodeIsdiacritic").
    private static bool IsAccent(int character) => character switch
    {
        < 768 or > 817 => false,
        < 800 => (0x08029FDFu & (1u << (character - 768))) != 0,
        _ => (0x000361F8u & (1u << (character - 800))) != 0,
    };

    /// <summary>Has a text of single characters parted: those that are found are words.</summary>
    private void Learn(Tokenize tokenize, IntPtr tokenizer, int first)
    {
        var text = new byte[Piece * 5];
        var length = 0;
        for (var character = first; character < Math.Min(first + Piece, Characters); character++)
        {
            if (!Rune.IsValid(character))
                continue;
            length += new Rune(character).EncodeToUtf8(text.AsSpan(length));
            text[length++] = (byte)' ';
        }

        Found found = (_, _, _, _, start, _) =>
        {
            _ = Rune.DecodeFromUtf8(text.AsSpan(start, length - start), out var rune, out _);
            letters[rune.Value] = true;
            return Done;
        };
        if (tokenize(tokenizer, IntPtr.Zero, 0, text, length, found) != Done)
            throw new InvalidOperationException("SQLite does not part texts into words.");
        GC.KeepAlive(found);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Functions
    {
        public IntPtr Create;
        public IntPtr Delete;
        public IntPtr Tokenize;
    }
}
