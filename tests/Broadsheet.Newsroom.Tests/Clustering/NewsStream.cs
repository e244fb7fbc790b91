using System.Globalization;
using Broadsheet.Testing;

namespace Broadsheet.Tests.Clustering;

/// <summary>A small made-up stream of news: each event has its own words, all share some.</summary>
internal static class NewsStream
{
    private static readonly string[] Syllables = ["bar", "cel", "dom", "fir", "gul", "hon", "jat", "kem", "lop", "mur", "nis", "pov", "rud", "set", "tov", "vim"];

    /// <summary>Articles in order of time, ids in order too; several share each moment.</summary>
    public static List<Article> Of(int seed, int articles, int events, double hoursBetween = 0.5)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, articles).Select(i => About(i, random.Next(events), random, i / 3 * 3 * hoursBetween))];
    }

    private static Article About(int number, int story, Random random, double hours)
    {
        string[] own = [.. Enumerable.Range(0, 10).Select(i => Word(1000 + (story * 10) + i))];
        string[] common = [.. Enumerable.Range(0, 40).Select(Word)];
        string Draw(int fromOwn, int fromCommon) => string.Join(
            ' ',
            Enumerable.Range(0, fromOwn).Select(_ => own[random.Next(own.Length)])
                .Concat(Enumerable.Range(0, fromCommon).Select(_ => common[random.Next(common.Length)])));
        return Some.Article(
            id: string.Create(CultureInfo.InvariantCulture, $"a{number:x16}"),
            title: Draw(4, 2),
            excerpt: Draw(8, 8),
            url: string.Create(CultureInfo.InvariantCulture, $"https://gazette.example/{number}"),
            published: Some.Moment.AddHours(hours)) with { Language = "en" };
    }

    private static string Word(int number) =>
        Syllables[number % 16] + Syllables[number / 16 % 16] + Syllables[number / 256 % 16];
}
