using System.Text;

namespace Broadsheet.Publishing.StaticApi;

/// <summary>A story as the files of the JSON API state it, for whoever serves it by other means: the same fields in the same order.</summary>
/// <param name="edition">The edition it stands in.</param>
public sealed class StoryJson(Edition edition)
{
    private readonly ApiItemWriter writer = new(edition, ApiShape.Modern, zone: null);

    /// <summary>The object, in UTF-8, as docs/formats/api.md describes it.</summary>
    public byte[] Write(Story story) => Encoding.UTF8.GetBytes(writer.Write(story));
}
