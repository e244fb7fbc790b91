using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Broadsheet.Server.Api;

/// <summary>What the OpenAPI document says beyond the routes.</summary>
internal static class ApiDescription
{
    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Broadsheet",
                Version = "2",
                Description = "The news of this site. What reads is open to any origin; what decides, and what only editors see, needs a token. Lists carry a cursor; answers carry an ETag that changes with the edition.",
            };
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(RawJson))
            {
                schema.Type = JsonSchemaType.Object;
                schema.Description = "A story as the static files of the JSON API state it (docs/formats/api.md, an item).";
            }

            return Task.CompletedTask;
        });
    }
}
