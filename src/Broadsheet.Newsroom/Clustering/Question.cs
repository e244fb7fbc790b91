namespace Broadsheet.Clustering;

/// <summary>
/// Some words with their weights, of which products with many vectors are wanted. The words stand where the low bits of their
/// ids say, in tables small enough for the processor's nearest cache, and a product is made without a branch: which of another
/// article's words are among these cannot be foretold, and a wrong guess costs more than ten multiplications.
/// </summary>
internal sealed class Question
{
    private const int Places = 1 << 12;

    private readonly ushort[] _numbers = new ushort[Places];
    private readonly int[] _terms = new int[VectorMaker.MostTerms + 1];
    private readonly int[] _weights = new int[VectorMaker.MostTerms + 1];
    private readonly List<(int Term, int Weight)> _crowded = [];
    private int _count;

    /// <summary>No words, for all numbers: 0 is the word that is no word.</summary>
    public Question() => _terms[0] = -1;

    /// <summary>Asks for no word.</summary>
    public void Clear()
    {
        for (; _count > 0; _count--)
            _numbers[_terms[_count] & (Places - 1)] = 0;
        _crowded.Clear();
    }

    /// <summary>Asks for one more word, <see cref="VectorMaker.MostTerms"/> at most and each once.</summary>
    public void Ask(int term, int weight)
    {
        ref var number = ref _numbers[term & (Places - 1)];
        if (number != 0)
        {
            _crowded.Add((term, weight));
            return;
        }

        number = (ushort)++_count;
        (_terms[_count], _weights[_count]) = (term, weight);
    }

    /// <summary>The product of a vector with the words asked for.</summary>
    public int ProductWith(TermVector other)
    {
        var (numbers, terms, weights) = (_numbers, _terms, _weights);
        var theirTerms = other.Terms;
        var theirWeights = other.Weights;
        var sum = 0;
        for (var i = 0; i < theirTerms.Length && i < theirWeights.Length; i++)
        {
            var term = theirTerms[i];
            int number = numbers[term & (Places - 1)];
            var difference = terms[number] ^ term;
            // All ones when the words are the same, else nothing.
            var same = ~((difference | -difference) >> 31);
            sum += weights[number] * theirWeights[i] & same;
        }

        foreach (var (term, weight) in _crowded)
        {
            if (theirTerms.IndexOf(term) is >= 0 and var at)
                sum += weight * theirWeights[at];
        }

        return sum;
    }
}
