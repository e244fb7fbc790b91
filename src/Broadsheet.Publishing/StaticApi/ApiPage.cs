using System.Globalization;

namespace Broadsheet.Publishing.StaticApi;

/// <summary>A page of a list.</summary>
/// <param name="Number">Its number, 1 for the newest.</param>
/// <param name="Next">Number of the page with what came before; null on the last.</param>
/// <param name="Items">What is on it.</param>
/// <param name="Writer">Writes an item.</param>
internal sealed record ApiPage(int Number, int? Next, IReadOnlyList<ListedItem> Items, ApiItemWriter Writer)
{
    /// <summary>The files it lies in: each page under its number, the newest at the list's own address too.</summary>
    /// <param name="folder">The list's address, with a slash at the end.</param>
    /// <param name="isAliased">Whether the oldest spelling, <c>page2/</c>, is written too.</param>
    public IEnumerable<PlannedFile> Plan(string folder, bool isAliased)
    {
        var hash = Hash();
        if (Number == 1)
            yield return new PlannedFile($"{folder}index.json", hash, Render);
        yield return new PlannedFile(string.Create(CultureInfo.InvariantCulture, $"{folder}page/{Number}/index.json"), hash, Render);
        if (isAliased)
            yield return new PlannedFile(string.Create(CultureInfo.InvariantCulture, $"{folder}page{Number}/index.json"), hash, Render);
    }

    private string Hash()
    {
        var hash = new Fingerprint().Add(Number).Add(Next ?? 0).Add(Writer.Print);
        foreach (var item in Items)
            hash.Add(item.Sum);
        return hash.ToString();
    }

    private ReadOnlyMemory<byte> Render()
    {
        var json = new JsonText().BeginObject().Key("page").Value(Number).Key("value").BeginArray();
        foreach (var item in Items)
            Writer.Write(json, item.Story);
        json.EndArray();
        return (Next is { } next ? json.Key("nextPage").Value(next) : json.Null("nextPage")).EndObject().ToBytes();
    }
}

/// <summary>An item and the sum of what it shows.</summary>
internal sealed record ListedItem(Story Story, Checksum Sum);
