namespace Tillsync.Sandbox.Rest;

/// <summary>What a batch route calls for each item.</summary>
internal interface IBatchTarget
{
    /// <summary>The parameters of POST; their defaults also apply to created batch items.</summary>
    IReadOnlyDictionary<string, ArgSchema> CreateArgs { get; }

    RestResult Create(RestRequest request);

    RestResult Update(RestRequest request);

    RestResult Delete(RestRequest request);
}
