using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Server.Search;

/// <summary>
/// How well the text of an article answers, as BM25 counts it, reckoned as SQLite comes to it, row by row: <c>relevance(words)</c>, which itself is null. FTS5's own <c>bm25</c>
/// first walks through all articles that have each of the words, in order to count them: nine tenths of the time of a search for common words.
/// Here the weight of a word is given.
/// </summary>
/// <remarks>
/// Belongs to one connection, which answers one question at a time, and lives as long. FTS5's interface only grows, at its end
/// (sqlite.org/fts5.html, "Custom Auxiliary Functions").
/// </remarks>
internal sealed class TextRelevance
{
    /// <summary>What it is called in SQL.</summary>
    public const string Name = "relevance";

    // The usual ones, also those of FTS5: how soon further occurrences count no more, and how far a long text is held against an article.
    private const double Saturation = 1.2;
    private const double Length = 0.75;
    private const int Done = 0;
    private const int MostSeenKept = 100_000;

    // In the order of the columns: a word in the title says more than one in the text.
    private static readonly double[] Columns = [8, 4, 1, 3, 2];

    private readonly Relevance relevance;
    private readonly double[] occurrences = new double[SearchQuery.MostTerms];
    private readonly int[] sizes = new int[SearchQuery.MostTerms];
    private readonly List<Occurrence> seen = [];
    private readonly List<SearchMatch> told = [];
    private double[] weights = [];
    private int[] lengths = [];
    private double meanLength;
    private GetCount? countInstances;
    private GetInstance? getInstance;
    private GetSize? getSize;
    private GetPhraseSize? getPhraseSize;
    private GetTotal? getTotal;
    private GetRows? getRows;
    private GetNumber? getNumber;

    /// <summary>Makes the function known to a connection.</summary>
    public TextRelevance(SqliteConnection connection)
    {
        relevance = Tell;
        var api = FullTextInterface.Of(connection);
        var create = Marshal.GetDelegateForFunctionPointer<CreateFunction>(Marshal.ReadIntPtr(api, 3 * IntPtr.Size));
        if (create(api, Name, IntPtr.Zero, Marshal.GetFunctionPointerForDelegate(relevance), IntPtr.Zero) != Done)
            throw new InvalidOperationException("SQLite does not take the function that ranks articles.");
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int CreateFunction(IntPtr api, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, IntPtr data, IntPtr function, IntPtr destroy);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Relevance(IntPtr api, IntPtr row, IntPtr result, int count, IntPtr values);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int GetCount(IntPtr row, out int count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int GetInstance(IntPtr row, int number, out int phrase, out int column, out int offset);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int GetSize(IntPtr row, int column, out int tokens);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int GetPhraseSize(IntPtr row, int phrase);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int GetTotal(IntPtr row, int column, out long tokens);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int GetRows(IntPtr row, out long rows);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate long GetNumber(IntPtr row);

    /// <summary>The rows since <see cref="Weigh"/>.</summary>
    public List<SearchMatch> Told => told;

    /// <summary>Where the wanted terms stand in the rows since <see cref="Weigh"/>, row after row, each by column and place.</summary>
    public List<Occurrence> Seen => seen;

    /// <summary>Before a question.</summary>
    /// <param name="terms">What each of its wanted terms weighs, in the order of the question.</param>
    /// <param name="known">Lengths of articles by their numbers, 0 where unknown; they are added.</param>
    public void Weigh(double[] terms, int[] known)
    {
        weights = terms;
        lengths = known;
        meanLength = 0;
        told.Clear();
        seen.Clear();
        // A long text that says the same word all the time is rare, and shall not take up memory for ever.
        if (seen.Capacity > MostSeenKept)
            seen.Capacity = 0;
    }

    private void Tell(IntPtr api, IntPtr row, IntPtr result, int count, IntPtr values)
    {
        getInstance ??= Function<GetInstance>(api, 9);
        countInstances ??= Function<GetCount>(api, 8);
        if (meanLength == 0)
        {
            meanLength = MeanLength(api, row);
            getPhraseSize ??= Function<GetPhraseSize>(api, 7);
            for (var i = 0; i < weights.Length; i++)
                sizes[i] = getPhraseSize(row, i);
        }

        Array.Clear(occurrences);
        var first = seen.Count;
        if (countInstances(row, out var instances) != Done)
            instances = 0;
        for (var i = 0; i < instances; i++)
        {
            if (getInstance(row, i, out var phrase, out var column, out var place) == Done && phrase < weights.Length && column < Columns.Length)
            {
                occurrences[phrase] += Columns[column];
                seen.Add(new Occurrence(phrase, column, place, sizes[phrase]));
            }
        }

        var sum = 0.0;
        getNumber ??= Function<GetNumber>(api, 10);
        // Rows stand under the number below zero.
        var number = -getNumber(row);
        var held = Saturation * (1 - Length + (Length * LengthOf(api, row, number) / meanLength));
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * occurrences[i] * (Saturation + 1) / (occurrences[i] + held);
        told.Add(new SearchMatch(number, sum, first..seen.Count));
    }

    private int LengthOf(IntPtr api, IntPtr row, long number)
    {
        getSize ??= Function<GetSize>(api, 12);
        // Added since: the next question knows of it.
        var isKnown = number < lengths.Length;
        if (isKnown && lengths[number] is > 0 and var known)
            return known;
        var length = getSize(row, -1, out var tokens) == Done ? tokens : 0;
        if (isKnown)
            lengths[number] = length;
        return length;
    }

    private double MeanLength(IntPtr api, IntPtr row)
    {
        getTotal ??= Function<GetTotal>(api, 4);
        getRows ??= Function<GetRows>(api, 3);
        return getTotal(row, -1, out var tokens) == Done && getRows(row, out var rows) == Done && rows > 0 ? Math.Max(1, (double)tokens / rows) : 1;
    }

    private static T Function<T>(IntPtr api, int place) => Marshal.GetDelegateForFunctionPointer<T>(Marshal.ReadIntPtr(api, place * IntPtr.Size));
}
