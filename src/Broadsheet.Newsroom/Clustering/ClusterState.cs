using System.IO.Compression;
using System.Security.Cryptography;

namespace Broadsheet.Clustering;

/// <summary>Writes a clusterer's whole state to bytes and reads it back.</summary>
internal static class ClusterState
{
    /// <summary>Another version of the state has another mark.</summary>
    private static ReadOnlySpan<byte> Mark => "BSC4"u8;

    private static int Start => Mark.Length + SHA256.HashSizeInBytes;

    /// <summary>The mark, a digest of what follows, and the state, compressed.</summary>
    public static byte[] Write(StoryClusterer clusterer)
    {
        using var bytes = new MemoryStream();
        bytes.Write(Mark);
        bytes.Write(new byte[SHA256.HashSizeInBytes]);
        using (var packed = new BrotliStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var buffer = new BufferedStream(packed, 1 << 16))
        using (var writer = new BinaryWriter(buffer))
        {
            writer.Write(clusterer.Clock);
            writer.Write(clusterer.Step);
            writer.Write(clusterer.Opened);
            writer.Write(clusterer.SinceFading);
            WriteLexicon(writer, clusterer.Lexicon);
            var stories = clusterer.Stories.FindAll(story => story.Members > 0);
            WriteStories(writer, clusterer, stories);
            WriteArticles(writer, clusterer, stories);
            WriteEditors(writer, clusterer.Editors);
        }

        var state = bytes.ToArray();
        SHA256.HashData(state.AsSpan(Start), state.AsSpan(Mark.Length));
        return state;
    }

    /// <summary>Brings an empty clusterer into the state written.</summary>
    public static StoryClusterer Read(ReadOnlySpan<byte> state, StoryClusterer clusterer)
    {
        if (!state.StartsWith(Mark))
            throw new InvalidDataException("The saved clustering state is of another version.");
        // A state that was cut or changed must not be half believed: stories would quietly come apart.
        if (state.Length < Start || !SHA256.HashData(state[Start..]).AsSpan().SequenceEqual(state[Mark.Length..Start]))
            throw new InvalidDataException("The saved clustering state is damaged.");

        using var packed = new BrotliStream(new MemoryStream(state[Start..].ToArray()), CompressionMode.Decompress);
        using var reader = new BinaryReader(new BufferedStream(packed, 1 << 16));
        clusterer.Clock = reader.ReadInt64();
        clusterer.Step = reader.ReadInt64();
        clusterer.Opened = reader.ReadInt64();
        clusterer.SinceFading = reader.ReadInt32();
        ReadLexicon(reader, clusterer.Lexicon);
        ReadStories(reader, clusterer);
        ReadArticles(reader, clusterer);
        ReadEditors(reader, clusterer.Editors);
        return clusterer;
    }

    private static void WriteLexicon(BinaryWriter writer, Lexicon lexicon)
    {
        writer.Write7BitEncodedInt(lexicon.StoriesByLanguage.Count);
        foreach (var (language, stories) in lexicon.StoriesByLanguage.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Write(language);
            writer.Write7BitEncodedInt(stories);
        }

        writer.Write7BitEncodedInt(lexicon.Count);
        for (var id = 0; id < lexicon.Count; id++)
        {
            writer.Write(lexicon.HashOf(id));
            writer.Write(lexicon.SurfaceOf(id));
            writer.Write7BitEncodedInt(lexicon.StoriesWith(id));
        }
    }

    private static void ReadLexicon(BinaryReader reader, Lexicon lexicon)
    {
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            lexicon.CountStory(reader.ReadString(), reader.Read7BitEncodedInt());
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            lexicon.Restore(reader.ReadUInt64(), reader.ReadString(), reader.Read7BitEncodedInt());
    }

    private static void WriteStories(BinaryWriter writer, StoryClusterer clusterer, List<OpenStory> stories)
    {
        var places = stories.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        writer.Write7BitEncodedInt(stories.Count);
        foreach (var story in stories)
        {
            writer.Write(story.Id);
            writer.Write7BitEncodedInt64(story.Number);
            writer.Write(story.Language);
            writer.Write7BitEncodedInt(story.Size);
            writer.Write7BitEncodedInt(story.SizeLooked);
            WriteTerms(writer, clusterer.Words.Of(story));
        }

        foreach (var story in stories)
        {
            // Each pair is written once, by the earlier of the two.
            var later = story.Watched.Select(pair => (Place: places[pair.Beside(story)], pair.Pull)).Where(pair => pair.Place > places[story]).Order().ToList();
            writer.Write7BitEncodedInt(later.Count);
            foreach (var (place, pull) in later)
            {
                writer.Write7BitEncodedInt(place);
                writer.Write(pull);
            }
        }
    }

    private static void ReadStories(BinaryReader reader, StoryClusterer clusterer)
    {
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var story = new OpenStory(reader.ReadString(), reader.Read7BitEncodedInt64(), reader.ReadString())
            {
                Size = reader.Read7BitEncodedInt(), SizeLooked = reader.Read7BitEncodedInt(),
            };
            clusterer.Words.Restore(story, ReadTerms(reader));
            clusterer.Register(story);
        }

        foreach (var story in clusterer.Stories)
        {
            for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            {
                var other = clusterer.Stories[reader.Read7BitEncodedInt()];
                var pair = new WatchedPair(story, other) { Pull = reader.ReadInt64() };
                story.Watched.Add(pair);
                other.Watched.Add(pair);
            }
        }
    }

    private static void WriteTerms(BinaryWriter writer, List<int> terms)
    {
        writer.Write7BitEncodedInt(terms.Count);
        var last = 0;
        foreach (var term in terms)
        {
            writer.Write7BitEncodedInt(term - last);
            last = term;
        }
    }

    private static List<int> ReadTerms(BinaryReader reader)
    {
        var terms = new List<int>();
        var last = 0;
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            terms.Add(last += reader.Read7BitEncodedInt());
        return terms;
    }

    private static void WriteArticles(BinaryWriter writer, StoryClusterer clusterer, List<OpenStory> stories)
    {
        var places = stories.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        writer.Write7BitEncodedInt(clusterer.Articles.Count - clusterer.Articles.First);
        for (var slot = clusterer.Articles.First; slot < clusterer.Articles.Count; slot++)
        {
            writer.Write(clusterer.Articles.IdOf(slot));
            writer.Write(clusterer.Articles[slot].Time);
            writer.Write7BitEncodedInt(places[clusterer.Articles[slot].Story]);
            var vector = clusterer.Articles.VectorOf(slot);
            writer.Write7BitEncodedInt(vector.Terms.Length);
            for (var i = 0; i < vector.Terms.Length; i++)
            {
                writer.Write7BitEncodedInt(vector.Terms[i]);
                writer.Write(vector.Weights[i]);
            }
        }
    }

    private static void ReadArticles(BinaryReader reader, StoryClusterer clusterer)
    {
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var (id, time, story) = (reader.ReadString(), reader.ReadInt64(), clusterer.Stories[reader.Read7BitEncodedInt()]);
            var terms = new int[reader.Read7BitEncodedInt()];
            var weights = new short[terms.Length];
            for (var i = 0; i < terms.Length; i++)
                (terms[i], weights[i]) = (reader.Read7BitEncodedInt(), reader.ReadInt16());
            clusterer.Articles.Add(id, time, story, new TermVector(terms, weights));
        }
    }

    private static void WriteEditors(BinaryWriter writer, EditorsWord editors)
    {
        writer.Write7BitEncodedInt(editors.Constraints.Count);
        foreach (var constraint in editors.Constraints)
        {
            writer.Write(constraint.DecisionId);
            writer.Write(constraint is StoryConstraint.Together);
            if (constraint is StoryConstraint.Together together)
            {
                writer.Write(together.IntoStoryId);
                writer.Write7BitEncodedInt(together.Parts.Count);
                foreach (var part in together.Parts)
                    WritePart(writer, part.StoryId, part.ArticleIds);
            }
            else if (constraint is StoryConstraint.Apart apart)
            {
                WritePart(writer, apart.StoryId, apart.StayingArticleIds);
                WritePart(writer, apart.Left.StoryId, apart.Left.ArticleIds);
            }
        }

        writer.Write7BitEncodedInt(editors.GoneInto.Count);
        foreach (var (ended, into) in editors.GoneInto.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Write(ended);
            writer.Write(into);
        }
    }

    private static void ReadEditors(BinaryReader reader, EditorsWord editors)
    {
        var constraints = new List<StoryConstraint>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var decision = reader.ReadString();
            if (reader.ReadBoolean())
            {
                var into = reader.ReadString();
                var parts = new List<StoryPart>();
                for (var more = reader.Read7BitEncodedInt(); more > 0; more--)
                    parts.Add(ReadPart(reader));
                constraints.Add(new StoryConstraint.Together { DecisionId = decision, IntoStoryId = into, Parts = parts });
            }
            else
            {
                var staying = ReadPart(reader);
                constraints.Add(new StoryConstraint.Apart
                {
                    DecisionId = decision, StoryId = staying.StoryId, StayingArticleIds = staying.ArticleIds, Left = ReadPart(reader),
                });
            }
        }

        editors.Take(constraints);
        var gone = new List<KeyValuePair<string, string>>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            gone.Add(new(reader.ReadString(), reader.ReadString()));
        editors.Restore(gone);
    }

    private static void WritePart(BinaryWriter writer, string storyId, IReadOnlyList<string> articleIds)
    {
        writer.Write(storyId);
        writer.Write7BitEncodedInt(articleIds.Count);
        foreach (var id in articleIds)
            writer.Write(id);
    }

    private static StoryPart ReadPart(BinaryReader reader)
    {
        var story = reader.ReadString();
        var articles = new List<string>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            articles.Add(reader.ReadString());
        return new StoryPart(story, articles);
    }
}
