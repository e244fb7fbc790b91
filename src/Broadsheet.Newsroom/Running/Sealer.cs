using Broadsheet.Securing;

namespace Broadsheet.Running;

/// <summary>Seals the provenance of articles.</summary>
internal static class Sealer
{
    /// <summary>A function that seals with a key; the same provenance gives the same value.</summary>
    public static Func<Story, Article, string> With(SecuredKey key)
    {
        var envelope = new SecuredEnvelope(key);
        return (story, article) => envelope.Seal(Provenance.Of(story, article));
    }
}
