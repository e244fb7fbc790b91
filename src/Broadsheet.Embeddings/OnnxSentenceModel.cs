using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Tokenizers;

namespace Broadsheet.Embeddings;

/// <summary>
/// A sentence model in ONNX as sentence-transformers exports them: token ids and their mask in, either one vector a token or one a
/// sentence out. It is loaded when the first text comes, and works on one thread, so that the same texts give the same vectors.
/// </summary>
public sealed class OnnxSentenceModel : ISentenceModel
{
    /// <summary>More at a time are no faster on one thread, and take memory.</summary>
    private const int MostAtOnce = 16;

    private readonly SentenceModelFiles _files;
    private BertTokenizer? _tokenizer;
    private InferenceSession? _session;
    private string _output = "";

    private OnnxSentenceModel(SentenceModelFiles files, string fingerprint)
    {
        _files = files;
        Fingerprint = fingerprint;
    }

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <summary>A model in files; they are read to know which it is, and loaded only when it is asked.</summary>
    /// <exception cref="SentenceModelException">The files cannot be read.</exception>
    public static ISentenceModel Open(SentenceModelFiles files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in (string[])[files.Model, files.Vocabulary])
        {
            try
            {
                using var file = File.OpenRead(path);
                hash.AppendData(SHA256.HashData(file));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new SentenceModelException($"{path} cannot be read: {e.Message}", e);
            }
        }

        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{files.LowerCase} {files.MostTokens}")));
        return new OnnxSentenceModel(files, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <inheritdoc/>
    public IReadOnlyList<float[]> Embed(IReadOnlyList<string> texts)
    {
        try
        {
            _tokenizer ??= BertTokenizer.Create(_files.Vocabulary, new BertOptions { LowerCaseBeforeTokenization = _files.LowerCase });
            _session ??= Load();
            return [.. texts.Select(TokensOf).Chunk(MostAtOnce).SelectMany(Run)];
        }
        // What comes of a damaged file depends on where it is damaged, and of a machine without the library on the machine.
        catch (Exception e) when (e is not SentenceModelException and not OutOfMemoryException)
        {
            throw new SentenceModelException($"{_files.Model} cannot be run: {FirstLine(e)}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session?.Dispose();

    private static string FirstLine(Exception e) => (e.InnerException ?? e).Message.Split('\n')[0].Trim();

    private InferenceSession Load()
    {
        OrtEnv.Instance().DisableTelemetryEvents();
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        var session = new InferenceSession(_files.Model, options);
        foreach (var (name, input) in session.InputMetadata)
        {
            if (name is not ("input_ids" or "attention_mask" or "token_type_ids") || input.ElementType != typeof(long))
                throw new SentenceModelException($"{_files.Model} asks for '{name}' ({input.ElementType.Name}); a sentence model asks for input_ids, attention_mask and token_type_ids as 64-bit integers.");
        }

        _output = ((string[])["sentence_embedding", "last_hidden_state", "token_embeddings"]).FirstOrDefault(session.OutputMetadata.ContainsKey)
            ?? throw new SentenceModelException($"{_files.Model} gives {string.Join(", ", session.OutputNames)}; a sentence model gives last_hidden_state or sentence_embedding.");
        return session;
    }

    /// <summary>The ids of a text's tokens, the marks of beginning and end included; the end is kept when the text is cut.</summary>
    private IReadOnlyList<int> TokensOf(string text)
    {
        var tokens = _tokenizer!.EncodeToIds(text);
        return tokens.Count <= _files.MostTokens ? tokens : [.. tokens.Take(_files.MostTokens - 1), tokens[^1]];
    }

    private IEnumerable<float[]> Run(IReadOnlyList<int>[] texts)
    {
        var length = texts.Max(tokens => tokens.Count);
        long[] shape = [texts.Length, length];
        var (ids, mask) = (new long[texts.Length * length], new long[texts.Length * length]);
        ids.AsSpan().Fill(_tokenizer!.PaddingTokenId);
        for (var row = 0; row < texts.Length; row++)
        {
            for (var i = 0; i < texts[row].Count; i++)
                (ids[(row * length) + i], mask[(row * length) + i]) = (texts[row][i], 1);
        }

        using var idsValue = OrtValue.CreateTensorValueFromMemory(ids, shape);
        using var maskValue = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using var typesValue = OrtValue.CreateTensorValueFromMemory(new long[ids.Length], shape);
        var inputs = new Dictionary<string, OrtValue> { ["input_ids"] = idsValue, ["attention_mask"] = maskValue, ["token_type_ids"] = typesValue };
        using var run = new RunOptions();
        using var outputs = _session!.Run(run, inputs.Where(input => _session.InputMetadata.ContainsKey(input.Key)).ToDictionary(), [_output]);
        var values = outputs[0].GetTensorDataAsSpan<float>();
        var size = outputs[0].GetTensorTypeAndShape().Shape;
        var vectors = new float[texts.Length][];
        for (var row = 0; row < texts.Length; row++)
        {
            var dimensions = (int)size[^1];
            vectors[row] = size.Length == 2
                ? Unit(values.Slice(row * dimensions, dimensions).ToArray())
                : Unit(Mean(values.Slice(row * length * dimensions, texts[row].Count * dimensions), dimensions));
        }

        return vectors;
    }

    /// <summary>The mean of the tokens' vectors, which lie one behind the other; only its direction counts.</summary>
    private static float[] Mean(ReadOnlySpan<float> tokens, int dimensions)
    {
        var sum = new float[dimensions];
        for (var i = 0; i < tokens.Length; i++)
            sum[i % dimensions] += tokens[i];
        return sum;
    }

    private static float[] Unit(float[] vector)
    {
        var length = Math.Sqrt(vector.Sum(value => (double)value * value));
        if (!double.IsFinite(length) || length == 0)
            throw new SentenceModelException("The model gave a vector without a direction.");
        return Array.ConvertAll(vector, value => (float)(value / length));
    }
}
