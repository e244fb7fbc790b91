using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Xml;

/// <content>What names mean: their words, and the vocabularies of their prefixes.</content>
internal sealed partial class XmlIndex
{
    private void CloseBindings()
    {
        while (bindings.Count > 0 && bindings[^1].Depth > depth)
            bindings.RemoveAt(bindings.Count - 1);
        OpenScope();
    }

    private void OpenScope()
    {
        scope++;
        defaultVocabulary = DefaultVocabulary();
    }

    // A document has few names and many elements: each name is looked up once, and once more wherever namespaces change.
    private void Name(ref XmlElement element)
    {
        var name = text.AsSpan(element.NameStart, element.NameEnd - element.NameStart);
        ref var known = ref names[((name.Length * 7) + (name[0] * 31) + name[^1] + (name[name.Length / 2] * 3)) & (NamesKnown - 1)];
        if (known.Length != name.Length || !text.AsSpan(known.Start, known.Length).SequenceEqual(name))
        {
            var colon = name.IndexOf((byte)':');
            known = new KnownName { Start = element.NameStart, Length = name.Length, Colon = colon, Term = XmlTerms.Of(name[(colon + 1)..]), Scope = -1 };
        }

        element.Term = known.Term;
        if (known.Scope != scope)
        {
            known.Scope = scope;
            known.Vocabulary = known.Colon < 0 ? defaultVocabulary : VocabularyOf(name[..known.Colon], element.Open, ref known);
        }

        element.Vocabulary = known.Vocabulary;
    }

    private XmlVocabulary DefaultVocabulary()
    {
        for (var i = bindings.Count - 1; i >= 0; i--)
        {
            // An unknown default namespace is somebody's idea of what RSS or Atom is called.
            if (bindings[i].PrefixLength == 0)
                return bindings[i].Vocabulary == XmlVocabulary.Foreign ? XmlVocabulary.Core : bindings[i].Vocabulary;
        }

        return XmlVocabulary.Core;
    }

    private XmlVocabulary VocabularyOf(ReadOnlySpan<byte> prefix, int position, ref KnownName known)
    {
        for (var i = bindings.Count - 1; i >= 0; i--)
        {
            if (bindings[i].PrefixLength == prefix.Length && text.AsSpan(bindings[i].PrefixStart, prefix.Length).SequenceEqual(prefix))
                return bindings[i].Vocabulary;
        }

        if (!prefix.SequenceEqual("xml"u8) && problems.Notes("undeclared-prefix"))
        {
            problems.Add("undeclared-prefix", $"The prefix '{Utf8Text.Shown(prefix, 40)}' is not declared; its usual meaning was assumed.", position);
            // It is told of wherever it stands.
            known.Scope = -1;
        }

        return XmlVocabularies.OfPrefix(prefix);
    }

    private struct KnownName
    {
        public int Start, Length, Colon, Scope;
        public XmlTerm Term;
        public XmlVocabulary Vocabulary;
    }

    private readonly record struct Binding(int PrefixStart, int PrefixLength, XmlVocabulary Vocabulary, int Depth);
}
