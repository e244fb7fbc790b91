using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Broadsheet.Classification;

namespace Broadsheet.Eval.Verbs;

/// <summary>Measures topic rules over many made-up articles.</summary>
internal static class TopicsSpeedVerb
{
    private const int Batch = 5_000;
    private const int RulesPerTopic = 10;

    private static readonly Option<int> Articles = new("--articles") { DefaultValueFactory = _ => 100_000, Description = "How many articles." };
    private static readonly Option<int> Rules = new("--rules") { DefaultValueFactory = _ => 5_000, Description = "How many rules, ten a topic." };
    private static readonly Option<int> Body = new("--body") { DefaultValueFactory = _ => 400, Description = "Words of text an article has beside title and excerpt." };

    public static Command Create()
    {
        var command = new Command("topics-speed", "Measures thousands of topic rules over many articles.") { Articles, Rules, Body };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult given)
    {
        var (total, words) = (given.GetValue(Articles), given.GetValue(Body));
        var generator = new StreamGenerator(seed: 1);
        var classifier = new TopicClassifier(TopicsOf(generator, given.GetValue(Rules)), new ClassificationOptions());
        using var process = Process.GetCurrentProcess();
        var spent = TimeSpan.Zero;
        var (found, characters) = (0L, 0L);
        for (var done = 0; done < total; done += Batch)
        {
            var batch = generator.Take(Math.Min(Batch, total - done)).Select(item => item.Article with { Text = generator.Words(words) }).ToList();
            characters += batch.Sum(article => (long)article.Title.Length + article.Excerpt.Length + article.Text!.Length);
            // Processor time and not the clock's, so that a busy machine measures the same.
            process.Refresh();
            var before = process.TotalProcessorTime;
            foreach (var article in batch)
                found += classifier.Classify(article).Topics.Count;
            process.Refresh();
            spent += process.TotalProcessorTime - before;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{given.GetValue(Rules)} rules over {total} articles ({characters >> 20} Mi characters) in {spent.TotalSeconds:0.0} s of processor time, {total / spent.TotalSeconds:0}/s; {found} topics given"));
        return 0;
    }

    /// <summary>Rules of every kind: words and phrases, stems, with and without what must or must not stand beside them.</summary>
    private static List<Topic> TopicsOf(StreamGenerator generator, int rules) =>
    [
        .. Enumerable.Range(0, (rules + RulesPerTopic - 1) / RulesPerTopic).Select(topic => new Topic
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"t{topic}"),
            Name = string.Create(CultureInfo.InvariantCulture, $"Topic {topic}"),
            Rules = new TopicRules([.. Enumerable.Range(0, Math.Min(RulesPerTopic, rules - (topic * RulesPerTopic))).Select(rule => RuleOf(generator, rule))], []),
        }),
    ];

    private static TopicRule RuleOf(StreamGenerator generator, int kind) => new()
    {
        Any = [Term(generator.RuleWords(1), kind), Term(generator.RuleWords(2), kind)],
        All = kind % 5 == 1 ? [Term(generator.RuleWords(1), 0)] : [],
        None = kind % 5 == 2 ? [Term(generator.RuleWords(1), 0)] : [],
        Line = kind + 1,
    };

    private static TopicTerm Term(string text, int kind) =>
        new(text, TopicFields.Title | TopicFields.Excerpt | TopicFields.Body, kind % 5 == 3 ? TermMode.Stem : TermMode.Word);
}
