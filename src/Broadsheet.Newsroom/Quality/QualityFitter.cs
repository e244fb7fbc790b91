namespace Broadsheet.Quality;

/// <summary>What a site is by some weights.</summary>
/// <param name="Decided">The articles editors decided about, as they are scored, and whether editors want them shown.</param>
/// <param name="Archive">All articles.</param>
public sealed record QualityTrial(IReadOnlyList<(Article Article, bool IsShown)> Decided, IReadOnlyList<Article> Archive);

/// <summary>
/// Learns the weights of quality's signals from what editors published and hid: logistic regression around the weights in force.
/// They are taken as what is believed until decisions say otherwise, so a signal that no decision speaks of keeps its weight, and
/// a few decisions move little.
/// </summary>
public sealed class QualityFitter
{
    /// <summary>Decisions of each kind below which nothing is suggested: two examples prove nothing.</summary>
    public const int Fewest = 3;

    /// <summary>Points that make an editor's yes e times as likely as a no.</summary>
    private const double Softness = 10;

    /// <summary>By how many points a weight in force is believed to be off.</summary>
    private const double Doubt = 20;

    private const int Rounds = 50;

    /// <summary>Leads that still change by then change to and fro.</summary>
    private const int MostTrials = 5;

    private const int MostPoints = 1000;

    private static readonly (string Signal, string Setting, Func<QualityOptions, int> Get, Action<QualityOptions, int> Set)[] Weights =
    [
        ("curated-source", "curatedSource", options => options.CuratedSource, (options, points) => options.CuratedSource = points),
        ("listed-provider", "listedProvider", options => options.ListedProvider, (options, points) => options.ListedProvider = points),
        ("picture", "picture", options => options.Picture, (options, points) => options.Picture = points),
        ("amp", "amp", options => options.Amp, (options, points) => options.Amp = points),
        ("player", "player", options => options.Player, (options, points) => options.Player = points),
        ("topics", "topic", options => options.Topic, (options, points) => options.Topic = points),
        ("keywords", "keyword", options => options.Keyword, (options, points) => options.Keyword = points),
        ("excerpt", "poorExcerpt", options => options.PoorExcerpt, (options, points) => options.PoorExcerpt = points),
    ];

    private readonly IReadOnlyList<Topic> topics;
    private readonly QualityOptions options;
    private readonly int publishAt;
    private readonly QualityScorer counter;

    /// <summary>A fitter for the topics of a site and the settings in force.</summary>
    /// <param name="topics">The topics.</param>
    /// <param name="options">The weights in force.</param>
    /// <param name="publishAt">The quality asked for publishing.</param>
    public QualityFitter(IReadOnlyList<Topic> topics, QualityOptions options, int publishAt)
    {
        ArgumentNullException.ThrowIfNull(options);
        (this.topics, this.options, this.publishAt) = (topics, options, publishAt);
        // With all weights 1, a signal's points say how often it counts.
        counter = new QualityScorer(topics, With([.. Weights.Select(_ => 1)]));
    }

    /// <summary>The weights that come nearest to the decisions, and what they would change.</summary>
    /// <param name="tryOut">What the site is, or would be, by some weights: other weights make other articles lead.</param>
    public QualityFit Fit(Func<QualityOptions, QualityTrial> tryOut)
    {
        ArgumentNullException.ThrowIfNull(tryOut);
        int[] now = [.. Weights.Select(weight => weight.Get(options))];
        var before = tryOut(options);
        var shown = before.Decided.Count(one => one.IsShown);
        var withheld = before.Decided.Count - shown;
        if (shown < Fewest || withheld < Fewest)
            return new QualityFit(shown, withheld, [], Agreed(before), 0, 0, 0, []);
        var (then, cases, after) = Best(now, before, tryOut);
        var unseen = cases.Index().Count(left => Agrees(left.Item, Learn([.. cases.Where((_, i) => i != left.Index)], now)));
        return new QualityFit(
            shown,
            withheld,
            [.. Weights.Select((weight, i) => new QualityWeight("quality." + weight.Setting, now[i], then[i]))],
            Agreed(before),
            after.Decided.Count,
            Agreed(after),
            unseen,
            Crossing(before, after));
    }

    /// <summary>
    /// A word on a story is one on its lead, and the weights learnt from some leads may make others lead. Then these are learnt from too,
    /// until nothing changes; of all weights tried those are taken that agree with most.
    /// </summary>
    private (int[] Weights, List<Case> Cases, QualityTrial Trial) Best(int[] now, QualityTrial before, Func<QualityOptions, QualityTrial> tryOut)
    {
        (int[] Weights, List<Case> Cases, QualityTrial Trial)? best = null;
        var learntFrom = before;
        for (var attempt = 0; attempt < MostTrials; attempt++)
        {
            var cases = learntFrom.Decided.Select(CaseOf).ToList();
            var weights = Learn(cases, now);
            var trial = weights.AsSpan().SequenceEqual(now) ? before : tryOut(With(weights));
            if (best is not { } known || Agreed(trial) * known.Trial.Decided.Count > Agreed(known.Trial) * trial.Decided.Count)
                best = (weights, cases, trial);
            if (trial.Decided.Select(one => one.Article.Id).SequenceEqual(learntFrom.Decided.Select(one => one.Article.Id)))
                break;
            learntFrom = trial;
        }

        return best!.Value;
    }

    private int Agreed(QualityTrial trial) => trial.Decided.Count(one => one.Article.Quality.Value >= publishAt == one.IsShown);

    private List<QualityCrossing> Crossing(QualityTrial before, QualityTrial after)
    {
        var now = before.Archive.ToDictionary(article => article.Id, article => article.Quality.Value, StringComparer.Ordinal);
        return
        [
            .. after.Archive
                .Select(article => new QualityCrossing(article.Id, article.Title, now[article.Id], article.Quality.Value))
                .Where(change => change.Now >= publishAt != change.Then >= publishAt)
                .OrderByDescending(change => Math.Abs(change.Then - change.Now))
                .ThenBy(change => change.ArticleId, StringComparer.Ordinal),
        ];
    }

    private Case CaseOf((Article Article, bool IsShown) decided)
    {
        var signals = counter.Score(decided.Article).Signals.ToLookup(signal => signal.Name, signal => signal.Points, StringComparer.Ordinal);
        double[] counts = [.. Weights.Select(weight => (double)signals[weight.Signal].Sum())];
        // What is not learnt, such as the cost of a long title, stays as it is.
        var rest = signals.Where(group => !Weights.Any(weight => weight.Signal == group.Key)).Sum(group => group.Sum());
        return new Case(counts, rest, decided.IsShown);
    }

    private bool Agrees(Case one, int[] weights) => Sum(one, [.. weights.Select(weight => (double)weight)]) >= publishAt == one.IsShown;

    /// <summary>Newton's method on the negative log of the posterior, which is convex: there is one answer, and the way there is always down.</summary>
    private int[] Learn(List<Case> cases, int[] now)
    {
        var weights = now.Select(weight => (double)weight).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            var slope = new double[weights.Length];
            var bend = new double[weights.Length, weights.Length];
            for (var i = 0; i < weights.Length; i++)
                (slope[i], bend[i, i]) = ((weights[i] - now[i]) / (Doubt * Doubt), 1 / (Doubt * Doubt));
            foreach (var one in cases)
            {
                // Half a point above the bar is a yes: points are whole, and the bar itself suffices.
                var chance = 1 / (1 + Math.Exp(-(Sum(one, weights) - publishAt + 0.5) / Softness));
                for (var i = 0; i < weights.Length; i++)
                {
                    slope[i] += (chance - (one.IsShown ? 1 : 0)) * one.Counts[i] / Softness;
                    for (var j = 0; j < weights.Length; j++)
                        bend[i, j] += chance * (1 - chance) * one.Counts[i] * one.Counts[j] / (Softness * Softness);
                }
            }

            var step = Solve(bend, slope);
            for (var i = 0; i < weights.Length; i++)
                weights[i] = Math.Clamp(weights[i] - Math.Clamp(step[i], -Doubt, Doubt), -MostPoints, MostPoints);
        }

        return [.. weights.Select(weight => (int)Math.Round(weight))];
    }

    /// <summary>Gauss and Jordan; the matrix is positive definite, so that no pivot is zero.</summary>
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        for (var pivot = 0; pivot < size; pivot++)
        {
            for (var row = 0; row < size; row++)
            {
                if (row == pivot)
                    continue;
                var factor = matrix[row, pivot] / matrix[pivot, pivot];
                for (var column = pivot; column < size; column++)
                    matrix[row, column] -= factor * matrix[pivot, column];
                right[row] -= factor * right[pivot];
            }
        }

        return [.. right.Select((value, i) => value / matrix[i, i])];
    }

    private static double Sum(Case one, double[] weights)
    {
        var sum = (double)one.Rest;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * one.Counts[i];
        return sum;
    }

    private QualityOptions With(int[] weights)
    {
        var with = new QualityOptions
        {
            Keywords = options.Keywords,
            CountEveryKeyword = options.CountEveryKeyword,
            TitleLength = options.TitleLength,
            MostForTitleLength = options.MostForTitleLength,
            CuratedTitlesCost = options.CuratedTitlesCost,
            ShortestExcerpt = options.ShortestExcerpt,
            Placeholders = options.Placeholders,
        };
        for (var i = 0; i < weights.Length; i++)
            Weights[i].Set(with, weights[i]);
        return with;
    }

    private sealed record Case(double[] Counts, int Rest, bool IsShown);
}
